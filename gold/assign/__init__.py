"""Double coding: who codes what, in which arm, with which known errors, and what came of it."""
