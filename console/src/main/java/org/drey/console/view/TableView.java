package org.drey.console.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that is a table.
 *
 * @param words what is said before it
 * @param links where rows lead, by their first cells; none of those that lead nowhere
 * @param next the address of the next rows; null if there are none
 */
public record TableView(
    PageFrame frame,
    List<String> words,
    List<String> columns,
    List<List<String>> rows,
    Map<String, String> links,
    @Nullable String next) {}
