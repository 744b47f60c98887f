/** A queue whose operations cost the same however long it is; an array's `shift` does not. */
export class Fifo {
    #items = [];
    #head = 0;
    get length() {
        return this.#items.length - this.#head;
    }
    push(item) {
        this.#items.push(item);
    }
    /** The oldest item, left where it is. */
    peek() {
        return this.#items[this.#head];
    }
    /** Takes the oldest item, or gives undefined when there is none. */
    shift() {
        const item = this.#items[this.#head];
        if (this.length === 0)
            return undefined;
        this.#items[this.#head] = undefined;
        this.#head += 1;
        if (this.#head > 1024 && this.#head * 2 > this.#items.length) {
            this.#items = this.#items.slice(this.#head);
            this.#head = 0;
        }
        return item;
    }
    /** Removes and gives everything. */
    drain() {
        const items = [];
        for (let item = this.shift(); item !== undefined; item = this.shift())
            items.push(item);
        return items;
    }
}
//# sourceMappingURL=fifo.js.map