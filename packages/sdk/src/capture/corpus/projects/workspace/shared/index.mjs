import slugger from "slugger";

export const VERSION = "1.2.3";
export const defaults = { separator: "-" };

export class Catalog {
  #titles = [];
  constructor(name) {
    this.name = name;
  }
  add(title) {
    this.#titles.push(title);
    return this;
  }
  get size() {
    return this.#titles.length;
  }
  get slugs() {
    return this.#titles.map((title) => `${this.name}/${slugger(title, defaults)}`);
  }
}
