"""What somebody would write who has readings and asks the same of them: run by path, never imported."""
