"""What people look at: tables, maps, pages. Each view is a plain function of what it shows."""
