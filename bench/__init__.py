"""Measures Knoop against what python-telegram-bot does as shipped: ratios within one run."""
