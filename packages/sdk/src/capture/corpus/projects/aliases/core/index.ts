export * from "#core/money";
export { locale as currentLocale, setLocale } from "#core/settings";
export * as settings from "#core/settings";
export { invoice as default } from "../app/invoice.js";
