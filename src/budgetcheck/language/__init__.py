"""What can be said: figures, intervals, rules and findings, all frozen data.

Nothing here reads a rule: no node has a `check` or a sentence in it.
Modules that hold things are plural nouns; `reading`, `filling` and `grounding`
turn one kind of data into another and are shared by the readers above.
"""
