import { randomUUID } from "node:crypto";
import { asError } from "./errors.js";
import { foundNoPlace, wasRefused } from "./create-recourse.js";
/**
 * Where the creates of one object look for a place, and the ids they go under. The same id goes with the same
 * place, over repeated starts too, so that a second start can never make a second sandbox.
 */
export class Creation {
    #plan;
    #attempt;
    /** What to return to when the other place refuses; null while nothing has spilled over. */
    #original = null;
    constructor(plan) {
        this.#plan = plan;
        this.#attempt = { requestId: randomUUID(), placement: plan.first };
    }
    /** Creates, and once more in the other place when the first has none and that is allowed. */
    async run(create) {
        try {
            return await create(this.#attempt);
        }
        catch (error) {
            const { second } = this.#plan;
            const mayGoElsewhere = second !== null && this.#original === null && foundNoPlace(error);
            if (mayGoElsewhere)
                return this.#createIn(second, create, asError(error));
            this.#returnAfter(error);
            throw error;
        }
    }
    async #createIn(place, create, first) {
        this.#original = this.#attempt;
        this.#attempt = { requestId: randomUUID(), placement: place };
        try {
            return await create(this.#attempt);
        }
        catch (thrown) {
            const error = asError(thrown);
            this.#returnAfter(error);
            error.cause = first;
            throw error;
        }
    }
    /** Only a certain refusal leads back: after an unknown outcome the sandbox may exist in the other place. */
    #returnAfter(error) {
        if (this.#original === null || !wasRefused(error))
            return;
        this.#attempt = this.#original;
        this.#original = null;
    }
}
//# sourceMappingURL=creation.js.map