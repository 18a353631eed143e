"""Settling what two people differ in: what is put before the adjudicator, and what a choice makes of it."""
