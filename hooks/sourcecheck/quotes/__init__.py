"""The quotes: does each source still say so?"""
