"""Hòa Nhập: the files of people in drug rehabilitation in Viet Nam, kept as the law tells it."""
