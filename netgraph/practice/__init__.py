"""The practice: what a user does week by week, and what is kept of it.

Room by room: `entries`, `logbook`, `stages`, `favors`, `choice_entries` make what the book stores;
`week` (with `hooks` and `step_states`) proposes the few steps; `bank`, `landing`, `introducing` and
`offers` are the help bank; `asking`, `letters`, `objective` the ask; `briefing` (`person_page`,
`company_page`, `history`, `questions`) the prep page; `opening_round` and `elicitation` ask how close
people are; `progress` measures the goals.
"""
