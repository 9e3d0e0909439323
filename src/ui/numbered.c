/* A short list that is chosen from by its number. */
#include "numbered.h"

#define NARROW 60

static int columns_of(int cols)
{
	return cols < NARROW ? 2 : 3;
}

int numbered_rows(int count, int cols)
{
	int columns = columns_of(cols);

	return (count + columns - 1) / columns;
}

void numbered_put(struct area *a, int row, int col, int number)
{
	area_printf(a, row, col, 1, PAINT_KEY, "%d", number);
}

void numbered_draw(struct area *a, const struct choice *choices, int count, int chosen)
{
	int cells = a->cols / columns_of(a->cols), rows = numbered_rows(count, a->cols);

	for (int i = 0; i < count; i++) {
		int row = i % rows, col = i / rows * cells;
		enum paint p = i == chosen ? PAINT_UNSENT : PAINT_TEXT;

		numbered_put(a, row, col, i + 1);
		int width = area_put(a, row, col + 2, cells - 3, p, choices[i].words);
		if (choices[i].code && cells - width - 4 > 0)
			area_put(a, row, col + 3 + width, cells - width - 4, PAINT_DIM, choices[i].code);
	}
}
