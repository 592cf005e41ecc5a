"""`python -m netgraph` is `netgraph`."""

from netgraph.cli import main

if __name__ == "__main__":
    main()
