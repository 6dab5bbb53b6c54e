"""The acts, told in the order the law tells them. Functions, context first."""
