import lodash from "lodash";

const { deburr, kebabCase } = lodash;

export const slug = (text: string): string => kebabCase(deburr(text));
