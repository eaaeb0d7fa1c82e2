/*
 * ink - measures a rendered page: where there is ink, in mm from the page's top left corner.
 *
 *     ink FILE.ppm DPI box|rows|cols black|red|any [X0 Y0 X1 Y1]
 *
 * FILE is what `pdftoppm -r DPI` writes. box prints the bounds of the ink in the region as "x0 y0 x1 y1";
 * rows prints each run of inked pixel rows as "top bottom", cols each run of inked columns as "left right".
 * Grey lighter than a third (the watermark) is no ink. The tests of the page measure with it, so that they
 * know nothing of how the program places things.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct picture {
    int width, height;
    unsigned char *rgb;
};

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "ink: %s\n", what);
    exit(1);
}

static struct picture load(const char *path)
{
    struct picture p;
    FILE *in = fopen(path, "rb");
    if (!in || fscanf(in, "P6 %d %d 255", &p.width, &p.height) != 2 || fgetc(in) == EOF)
        give_up("no PPM file");
    if (p.width < 1 || p.height < 1 || p.width > 20000 || p.height > 20000)
        give_up("a picture of this size is not expected");
    size_t size = (size_t)p.width * (size_t)p.height * 3;
    p.rgb = malloc(size);
    if (!p.rgb || fread(p.rgb, 1, size, in) != size)
        give_up("the file is cut off");
    fclose(in);
    return p;
}

enum colour { BLACK, RED, ANY };

/* Half way between paper and ink, so that an edge is found where it is, whatever the renderer's smoothing. */
static bool inked(const unsigned char *pixel, enum colour colour)
{
    int r = pixel[0], g = pixel[1], b = pixel[2];
    bool red = r - g > 64 && r - b > 64 && g < 128;
    bool dark = r < 128 && g < 128 && b < 128;
    return colour == RED ? red : colour == BLACK ? dark : red || dark;
}

struct region {
    int x0, y0, x1, y1; /* pixels; the ends are outside */
};

static bool any_in_row(const struct picture *p, struct region r, int y, enum colour colour)
{
    for (int x = r.x0; x < r.x1; x++)
        if (inked(p->rgb + 3 * ((size_t)y * (size_t)p->width + (size_t)x), colour))
            return true;
    return false;
}

static bool any_in_col(const struct picture *p, struct region r, int x, enum colour colour)
{
    for (int y = r.y0; y < r.y1; y++)
        if (inked(p->rgb + 3 * ((size_t)y * (size_t)p->width + (size_t)x), colour))
            return true;
    return false;
}

typedef bool (*any_fn)(const struct picture *, struct region, int, enum colour);

/* Prints the runs of inked lines in from..to, or only their outermost bounds into *first and *last. */
static bool runs(const struct picture *p, struct region r, any_fn any, int from, int to, enum colour colour,
                 double mm, double bounds[2])
{
    bool found = false;
    for (int i = from; i < to; i++) {
        if (!any(p, r, i, colour))
            continue;
        int start = i;
        while (i < to && any(p, r, i, colour))
            i++;
        if (!bounds)
            printf("%.2f %.2f\n", start * mm, i * mm);
        else {
            bounds[0] = found ? bounds[0] : start * mm;
            bounds[1] = i * mm;
        }
        found = true;
    }
    return found;
}

static int clamp(double pixels, int limit)
{
    return pixels < 0 ? 0 : pixels > limit ? limit : (int)(pixels + 0.5);
}

int main(int argc, char **argv)
{
    if (argc != 5 && argc != 9)
        give_up("usage: ink FILE.ppm DPI box|rows|cols black|red|any [X0 Y0 X1 Y1]");
    struct picture p = load(argv[1]);
    double mm = 25.4 / atof(argv[2]);
    enum colour colour = strcmp(argv[4], "red") == 0 ? RED : strcmp(argv[4], "black") == 0 ? BLACK : ANY;
    struct region r = {0, 0, p.width, p.height};
    if (argc == 9)
        r = (struct region){clamp(atof(argv[5]) / mm, p.width), clamp(atof(argv[6]) / mm, p.height),
                            clamp(atof(argv[7]) / mm, p.width), clamp(atof(argv[8]) / mm, p.height)};

    bool found;
    if (strcmp(argv[3], "rows") == 0) {
        found = runs(&p, r, any_in_row, r.y0, r.y1, colour, mm, NULL);
    } else if (strcmp(argv[3], "cols") == 0) {
        found = runs(&p, r, any_in_col, r.x0, r.x1, colour, mm, NULL);
    } else {
        double x[2], y[2];
        found = runs(&p, r, any_in_col, r.x0, r.x1, colour, mm, x) &&
                runs(&p, r, any_in_row, r.y0, r.y1, colour, mm, y);
        if (found)
            printf("%.2f %.2f %.2f %.2f\n", x[0], y[0], x[1], y[1]);
    }
    free(p.rgb);
    return found ? 0 : 1;
}
