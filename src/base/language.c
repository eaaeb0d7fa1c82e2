#include "base/language.h"

#include "base/fatal.h"
#include "base/paths.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

/* A machine need not have the user's locale installed; gettext only wants its name, and any locale but "C".
 */
static void set_missing(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *wanted = NULL;
    for (int i = 0; i < 3 && !(wanted && *wanted); i++)
        wanted = getenv(names[i]);
    if (wanted && *wanted)
        setenv("LANGUAGE", wanted, 0);
    setlocale(LC_MESSAGES, "C.UTF-8");
}

void language_set(void)
{
    char path[4096];
    if (!setlocale(LC_MESSAGES, ""))
        set_missing();
    setlocale(LC_CTYPE, "C.UTF-8");
    if (paths_locale_dir(path, sizeof path))
        bindtextdomain("tongbao", path);
    bind_textdomain_codeset("tongbao", "UTF-8");
    textdomain("tongbao");
    fatal_translate();
}
