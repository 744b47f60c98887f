// The same where code assigns what its text does not name; in such a file, no variable is a constant.
exports.CORPUS = [];
const add = (name, make) => {
  const [fn, change] = make();
  exports.CORPUS.push({ name, fn, change });
};

add("eval that assigns", () => {
  let value = "old";
  return [() => value, () => eval("value = 'new'")];
});
add("eval that declares", () => {
  const value = "outer";
  const make = (code) => {
    eval(code);
    return () => value;
  };
  return [make("var value = 'inner'"), () => value];
});
add("with that assigns", () => {
  let value = "old";
  const assign = new Function("set", "with ({ set }) { set('new'); }");
  return [() => value, () => assign((to) => (value = to))];
});
