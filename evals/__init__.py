"""Measured quality: commands that print numbers, with the data they were measured on."""
