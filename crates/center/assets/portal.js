// A shortcut link keeps its target in the fragment, which never reaches the server: hand it over as a query.
(function () {
  "use strict";
  var prefix = "#/console?";
  if (location.hash.indexOf(prefix) === 0) {
    location.replace("/start/console?" + location.hash.slice(prefix.length));
  }
})();
