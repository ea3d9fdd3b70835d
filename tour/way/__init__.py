"""The way on foot between places, over an extract of OpenStreetMap: where to stand, what to cross, what to say."""
