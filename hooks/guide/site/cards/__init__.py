"""Pictures that stand for pages where somebody shares a link: their titles, set from a sheet of letters."""
