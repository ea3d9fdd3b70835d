/* All parts are there: begin, and in one go, for the map takes its measure from the page that it first sees. */
"use strict";
Page.dock.hidden = !Page.tracks.length;
Views.start();
if (Page.tracks.length) Player.start();
Offline.attach();
