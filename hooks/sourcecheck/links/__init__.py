"""The links: does each still lead anywhere?"""
