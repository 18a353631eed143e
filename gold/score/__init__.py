"""How good a set of predictions is, slot by slot, against gold. `docs/gold.md` defines every figure."""
