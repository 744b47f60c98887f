"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const { lower } = require("tiny-case");
exports.default = (text, { separator = "-" } = {}) =>
  lower(text.normalize("NFD"))
    .replace(/[^a-z ]/g, "")
    .replaceAll(" ", separator);
