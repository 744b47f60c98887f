/* The words of the command line of this process. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "helper.h"

/* One word behind the other, and a copy. */
static struct {
  char *start, *copy;
  size_t size;
} own_words;

void hide_words(void) {
  memset(own_words.start, 0, own_words.size);
}

void show_words(void) {
  memcpy(own_words.start, own_words.copy, own_words.size);
}

void remember_words(int count, char **words) {
  const char *last = words[count - 1];
  own_words.start = words[0];
  own_words.size = last + strlen(last) - words[0];
  own_words.copy = calloc(own_words.size + 1, 1);
  if (!own_words.copy) fail("out of memory");
  memcpy(own_words.copy, own_words.start, own_words.size);
}

char **lasting_words(int count, char **words) {
  char **lasting = calloc((size_t)count + 1, sizeof *lasting);
  if (!lasting) fail("out of memory");
  for (int i = 0; i < count; i++) lasting[i] = own_words.copy + (words[i] - own_words.start);
  return lasting;
}
