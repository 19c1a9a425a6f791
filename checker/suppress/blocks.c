// Which lines of a C file hold code, and which lie in the same top-level block.
#include "suppress/blocks.h"

#include "support/tokens.h"

static struct block_line *line_at(struct blocks *blocks, unsigned line)
{
    while (blocks->lines.count < line)
        vec_push(&blocks->lines, (struct block_line){0});
    return &blocks->lines.at[line - 1];
}

// All lines from FROM to TO lie in block BLOCK.
static void mark(struct blocks *blocks, unsigned from, unsigned to, unsigned block)
{
    for (unsigned line = from; line <= to; line++)
        line_at(blocks, line)->block = block;
}

void blocks_read(struct blocks *blocks, const struct excerpt_file *file)
{
    if (!file->text || !file->starts.count)
        return;
    struct token_reader reader = token_begin(file->text + file->starts.at[0], file->text + file->size, 1, 1);
    unsigned depth = 0, block = 0, begin = 0;
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_COMMENT)
            continue;
        line_at(blocks, token.line)->code = true;
        // A brace in the first column closes a function, whatever #if and #else make of the count.
        bool close = token_is(&token, "}"), outermost = close && (token.column == 1 || depth == 1);
        if (token_is(&token, "{") && depth++ == 0)
            begin = token.line;
        if (outermost && depth)
            mark(blocks, begin, token.line, ++block);
        depth = outermost ? 0 : depth - (close && depth);
    }
}

struct block_line blocks_at(const struct blocks *blocks, unsigned line)
{
    return line && line <= blocks->lines.count ? blocks->lines.at[line - 1] : (struct block_line){0};
}

void blocks_free(struct blocks *blocks)
{
    vec_free(&blocks->lines);
}
