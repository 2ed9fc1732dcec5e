/* Makes a sync to the disk take SYNC_MICROSECONDS and do nothing else. Loaded before everything (LD_PRELOAD). */
#include <stdlib.h>
#include <time.h>

static int simulated(void) {
    const char *given = getenv("SYNC_MICROSECONDS");
    long microseconds = given ? atol(given) : 0;
    struct timespec left = {microseconds / 1000000, microseconds % 1000000 * 1000};
    while (microseconds > 0 && nanosleep(&left, &left) != 0) {
    }
    return 0;
}

int fsync(int file) { return (void)file, simulated(); }
int fdatasync(int file) { return (void)file, simulated(); }
