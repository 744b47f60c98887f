import { lower } from "tiny-case";
export default (text, { separator = "-" } = {}) =>
  lower(text.normalize("NFD"))
    .replace(/[^a-z ]/g, "")
    .replaceAll(" ", separator);
