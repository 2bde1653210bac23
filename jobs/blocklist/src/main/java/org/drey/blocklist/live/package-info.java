/**
 * The list in force: the one place that says which version of each list holds, for jobs, proxies,
 * zones and the command line.
 *
 * <p>The highest authentic announcement of a list holds, regardless of what brought it: the folder
 * of lists, the control topic, or a file that is a list by itself. If its files cannot be used, the
 * newest before it holds whose files can; what holds never goes back to an earlier announcement.
 * {@link org.drey.blocklist.live.LiveLists} is asked to look into the folder and is handed what the
 * topic brought; {@link org.drey.blocklist.live.ListInFile} looks at a file. Both answer with a
 * {@link org.drey.blocklist.live.ListSet}, which chooses among the entries of several lists.
 *
 * <p>May depend on {@code publish}, {@code compile}, {@code index} and {@code url}, and on
 * fastutil; knows no thread, no log and no Kafka. Its users decide who looks, how often, and what
 * is logged.
 */
@NullMarked
package org.drey.blocklist.live;

import org.jspecify.annotations.NullMarked;
