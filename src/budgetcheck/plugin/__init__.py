"""The pytest plugin: figures files as tests, and assertions that explain themselves.

The entry point is `_budgetcheck_pytest`, outside the package, which imports nothing
from here before a run asks for it. `settings` is what the run wants and `matching` its
files; `packs` are rules and classes from elsewhere; `collecting` makes tests of files,
`readings` reads and checks a file when its first test runs, `outcomes` says what its
findings do to a test, and `summaries` tell it. `asserting` is the fixture, `comparing`
explains a failed `==`.
"""
