int Open(int Kind, int Flags);
void Close(int Handle);

int
Use(int Kind, int Count)
{
    int Handle = 0;
    int i;

    Handle = Open(Kind, 1);
    if (Handle < 0) {
        goto Fail;
    }
    for (i = 0; i < Count; i++) {
        if (i == Kind) {
            break;
        }
        Close(i);
    }
    Close(Handle);
    return Count;

Fail:
    Close(0);
End:
    return -1;
}

int
Last(int Kind, int Handle)
{
    Close(Kind);
    return Open(Kind, 0);
}
