"use strict";

/* A printed QR code carries its one-time code after the # of the address, which no server is told. */
(() => {
  const field = document.getElementById("code");
  const [, code] = window.location.hash.match(/^#code=([\w-]{1,60})$/) || [];
  if (!field || !code) return;
  if (!field.value) field.value = code;
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
})();
