"""What is done with article files and verified records: reading, exporting, scoring."""
