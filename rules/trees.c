/*
 * Generic tables (RTL_GENERIC_TABLE, RTL_AVL_TABLE): the driver allocates, frees and compares; here they are lists, since
 * nobody may rely on the shape of the tree. Elements come in the order in which they went in.
 */
#include "model.h"

/* What lies before the driver's bytes in the memory that its routine allocates: as large as the links of an AVL table. */
struct element {
    struct element *next;
    PVOID unused[3];
};

typedef RTL_GENERIC_COMPARE_RESULTS(NTAPI *compare_routine)(PVOID table, PVOID first, PVOID second);
typedef PVOID(NTAPI *allocate_routine)(PVOID table, CLONG size);
typedef VOID(NTAPI *free_routine)(PVOID table, PVOID memory);

/* One of the two kinds of table. */
struct tree {
    PVOID table;
    struct element **first;
    ULONG *count;
    PVOID *key; /* of an enumeration: the element that came last */
    compare_routine compare;
    allocate_routine allocate;
    free_routine free;
};

static struct element **find_element(const struct tree *tree, PVOID buffer)
{
    struct element **at;

    for (at = tree->first; *at; at = &(*at)->next)
        if (tree->compare(tree->table, buffer, *at + 1) == GenericEqual)
            break;
    return at;
}

static PVOID insert_element(const struct tree *tree, PVOID buffer, CLONG size, PBOOLEAN is_new)
{
    struct element **at = find_element(tree, buffer);
    struct element *element = *at;

    if (is_new)
        *is_new = element == 0;
    if (element)
        return element + 1;
    element = tree->allocate(tree->table, sizeof *element + size);
    if (!element) {
        if (is_new)
            *is_new = FALSE;
        return 0;
    }
    memset(element, 0, sizeof *element);
    memcpy(element + 1, buffer, size);
    *at = element;
    ++*tree->count;
    return element + 1;
}

static BOOLEAN delete_element(const struct tree *tree, PVOID buffer)
{
    struct element **at = find_element(tree, buffer);
    struct element *element = *at;

    if (!element)
        return FALSE;
    *at = element->next;
    --*tree->count;
    if (*tree->key == element)
        *tree->key = 0;
    tree->free(tree->table, element);
    return TRUE;
}

static PVOID lookup_element(const struct tree *tree, PVOID buffer)
{
    struct element *element = *find_element(tree, buffer);

    return element ? element + 1 : 0;
}

static PVOID element_at(const struct tree *tree, ULONG index)
{
    struct element *element = *tree->first;

    for (; element && index > 0; index--)
        element = element->next;
    return element ? element + 1 : 0;
}

static PVOID next_element(const struct tree *tree, PVOID *key)
{
    struct element *last = *key, *next = last ? last->next : *tree->first;

    *key = next;
    return next ? next + 1 : 0;
}

/* ---- AVL tables ---- */

static struct tree avl_tree(PRTL_AVL_TABLE table)
{
    struct tree tree = {table, (struct element **)&table->BalancedRoot.RightChild, &table->NumberGenericTableElements,
        &table->OrderedPointer, (compare_routine)table->CompareRoutine, (allocate_routine)table->AllocateRoutine,
        (free_routine)table->FreeRoutine};

    return tree;
}

VOID RtlInitializeGenericTableAvl(PRTL_AVL_TABLE Table, PRTL_AVL_COMPARE_ROUTINE CompareRoutine,
    PRTL_AVL_ALLOCATE_ROUTINE AllocateRoutine, PRTL_AVL_FREE_ROUTINE FreeRoutine, PVOID TableContext)
{
    memset(Table, 0, sizeof *Table);
    Table->CompareRoutine = CompareRoutine;
    Table->AllocateRoutine = AllocateRoutine;
    Table->FreeRoutine = FreeRoutine;
    Table->TableContext = TableContext;
}

PVOID RtlInsertElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer, CLONG BufferSize, PBOOLEAN NewElement)
{
    struct tree tree = avl_tree(Table);

    return insert_element(&tree, Buffer, BufferSize, NewElement);
}

BOOLEAN RtlDeleteElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer)
{
    struct tree tree = avl_tree(Table);

    return delete_element(&tree, Buffer);
}

PVOID RtlLookupElementGenericTableAvl(PRTL_AVL_TABLE Table, PVOID Buffer)
{
    struct tree tree = avl_tree(Table);

    return lookup_element(&tree, Buffer);
}

PVOID RtlEnumerateGenericTableAvl(PRTL_AVL_TABLE Table, BOOLEAN Restart)
{
    struct tree tree = avl_tree(Table);

    if (Restart)
        Table->OrderedPointer = 0;
    return next_element(&tree, &Table->OrderedPointer);
}

PVOID RtlEnumerateGenericTableWithoutSplayingAvl(PRTL_AVL_TABLE Table, PVOID *RestartKey)
{
    struct tree tree = avl_tree(Table);

    return next_element(&tree, RestartKey);
}

PVOID RtlGetElementGenericTableAvl(PRTL_AVL_TABLE Table, ULONG I)
{
    struct tree tree = avl_tree(Table);

    return element_at(&tree, I);
}

ULONG RtlNumberGenericTableElementsAvl(PRTL_AVL_TABLE Table)
{
    return Table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmptyAvl(PRTL_AVL_TABLE Table)
{
    return Table->NumberGenericTableElements == 0;
}

/* ---- the other tables ---- */

static struct tree splay_tree(PRTL_GENERIC_TABLE table)
{
    struct tree tree = {table, (struct element **)&table->TableRoot, &table->NumberGenericTableElements,
        (PVOID *)&table->OrderedPointer, (compare_routine)table->CompareRoutine,
        (allocate_routine)table->AllocateRoutine, (free_routine)table->FreeRoutine};

    return tree;
}

VOID RtlInitializeGenericTable(PRTL_GENERIC_TABLE Table, PRTL_GENERIC_COMPARE_ROUTINE CompareRoutine,
    PRTL_GENERIC_ALLOCATE_ROUTINE AllocateRoutine, PRTL_GENERIC_FREE_ROUTINE FreeRoutine, PVOID TableContext)
{
    memset(Table, 0, sizeof *Table);
    Table->CompareRoutine = CompareRoutine;
    Table->AllocateRoutine = AllocateRoutine;
    Table->FreeRoutine = FreeRoutine;
    Table->TableContext = TableContext;
}

PVOID RtlInsertElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer, CLONG BufferSize, PBOOLEAN NewElement)
{
    struct tree tree = splay_tree(Table);

    return insert_element(&tree, Buffer, BufferSize, NewElement);
}

BOOLEAN RtlDeleteElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer)
{
    struct tree tree = splay_tree(Table);

    return delete_element(&tree, Buffer);
}

PVOID RtlLookupElementGenericTable(PRTL_GENERIC_TABLE Table, PVOID Buffer)
{
    struct tree tree = splay_tree(Table);

    return lookup_element(&tree, Buffer);
}

PVOID RtlEnumerateGenericTable(PRTL_GENERIC_TABLE Table, BOOLEAN Restart)
{
    struct tree tree = splay_tree(Table);

    if (Restart)
        Table->OrderedPointer = 0;
    return next_element(&tree, (PVOID *)&Table->OrderedPointer);
}

PVOID RtlEnumerateGenericTableWithoutSplaying(PRTL_GENERIC_TABLE Table, PVOID *RestartKey)
{
    struct tree tree = splay_tree(Table);

    return next_element(&tree, RestartKey);
}

PVOID RtlGetElementGenericTable(PRTL_GENERIC_TABLE Table, ULONG I)
{
    struct tree tree = splay_tree(Table);

    return element_at(&tree, I);
}

ULONG RtlNumberGenericTableElements(PRTL_GENERIC_TABLE Table)
{
    return Table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmpty(PRTL_GENERIC_TABLE Table)
{
    return Table->NumberGenericTableElements == 0;
}
