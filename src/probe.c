/* Linked with one whole layer and what that layer may call: an upward call fails here (design 1). */
int main(void)
{
	return 0;
}
