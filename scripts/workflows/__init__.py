"""What the workflows in .github/workflows run beside make: issues, summaries, the weekly look.

The scripts beside this folder hand over the clock, the network and GitHub's environment.
"""
