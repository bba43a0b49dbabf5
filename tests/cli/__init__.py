"""The command line as people and programs meet it: answers, refusals, exit codes, languages."""
