"""The dashboard: the answers of netgraph as pages on the user's own machine.

`app` makes and serves it, `shell` is the frame around the pages, each `*_page` is one question.
Nothing in netgraph imports this package, except the command line inside its command.
"""
