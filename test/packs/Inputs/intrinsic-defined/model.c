int lint_choose(const char *what)
{
    return what != 0;
}
