// Which lines of a C file hold code, and which lie in the same top-level block.
#include "report/blocks.h"

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

// What stands between two blocks: where it begins, and the last name in front of brackets.
struct head {
    unsigned first, parentheses;
    struct token last, name;
};

static void read_head(struct head *head, const struct token *token)
{
    if (token_is(token, ";")) {
        *head = (struct head){0};
        return;
    }
    if (!head->first)
        head->first = token->line;
    if (token_is(token, "(") && head->parentheses++ == 0 && head->last.kind == TOKEN_WORD)
        head->name = head->last;
    if (token_is(token, ")") && head->parentheses)
        head->parentheses--;
    head->last = *token;
}

static void close_block(struct blocks *blocks, const struct head *head, unsigned last)
{
    char *name = head->name.text ? memory_text(head->name.text, head->name.length) : memory_text("", 0);
    struct block block = {head->first, last, name};
    vec_push(&blocks->list, block);
    mark(blocks, head->first, last, (unsigned)blocks->list.count);
}

void blocks_read(struct blocks *blocks, const struct excerpt_file *file)
{
    if (!file->text || !file->starts.count)
        return;
    struct token_reader reader = token_begin(file->text + file->starts.at[0], file->text + file->size, 1, 1);
    struct head head = {0};
    unsigned depth = 0, directive = 0;
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_COMMENT)
            continue;
        line_at(blocks, token.line)->code = true;
        if (token.first && token_is(&token, "#"))
            directive = token.line;
        if (directive == token.line)
            continue;
        // A brace in the first column closes a function, whatever #if and #else make of the count.
        bool close = token_is(&token, "}"), outermost = close && (token.column == 1 || depth == 1);
        if (token_is(&token, "{"))
            depth++;
        else if (!depth)
            read_head(&head, &token);
        if (outermost && depth)
            close_block(blocks, &head, token.line);
        if (outermost)
            head = (struct head){0};
        depth = outermost ? 0 : depth - (close && depth);
    }
}

struct block_line blocks_at(const struct blocks *blocks, unsigned line)
{
    return line && line <= blocks->lines.count ? blocks->lines.at[line - 1] : (struct block_line){0};
}

void blocks_free(struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->list.count; i++)
        free(blocks->list.at[i].name);
    vec_free(&blocks->list);
    vec_free(&blocks->lines);
}
