"""Which extractor reads the articles: the rules with a user's own words and places, or another package's.

`Chosen` is what the settings say, light and picklable; `gold.extractors.loading.load` makes an extractor of
it. `words` and `places` read a user's files.
"""

from gold.extractors.chosen import RULES, Chosen, ExtractorError

__all__ = ["RULES", "Chosen", "ExtractorError"]
