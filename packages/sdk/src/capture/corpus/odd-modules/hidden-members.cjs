// Members that nobody finds by reading the text.
const name = ["hid", "den"].join("");
module.exports[name] = 5;
module.exports[`${name}Fn`] = () => 8;
module.exports.inner = { deep: 1 };
exports.seen = () => 7;
