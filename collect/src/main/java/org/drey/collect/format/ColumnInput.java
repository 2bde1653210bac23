package org.drey.collect.format;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of columns; their names are in the format, or in the first line. */
final class ColumnInput implements LineInput {
  /** The way in which a line is cut into columns. */
  interface Cutter {
    /** Cuts a line; null if that cannot be done. */
    @Nullable List<String> cut(String line);
  }

  private static final String MARK = "\uFEFF"; // of UTF-8, as some write it

  private final Cutter cutter;
  private final List<SourcePath> sources;
  private final boolean mayHaveMore;
  private int[] columns; // the column of each source, or -1; none while the names are unknown
  private List<String> names = List.of();

  /**
   * An input.
   *
   * @param names of the columns; null if the first line has them
   * @param mayHaveMore whether a line may have more columns than names
   */
  ColumnInput(
      Cutter cutter, List<SourcePath> sources, @Nullable List<String> names, boolean mayHaveMore) {
    this.cutter = cutter;
    this.sources = sources;
    this.mayHaveMore = mayHaveMore;
    this.columns = new int[0];
    if (names != null) {
      name(names);
    }
  }

  /** Sets the names of the columns. */
  void name(List<String> names) {
    this.names = List.copyOf(names);
    columns =
        sources.stream()
            .mapToInt(source -> source.steps().size() == 1 ? at(names, source) : -1)
            .toArray();
  }

  private static int at(List<String> names, SourcePath source) {
    return names.indexOf(source.steps().get(0));
  }

  @Override
  public boolean isHead(String line) {
    if (!names.isEmpty()) {
      return false;
    }
    List<String> head = cutter.cut(line.startsWith(MARK) ? line.substring(1) : line);
    name(head == null ? List.of(line) : head);
    return true;
  }

  @Override
  public void read(byte[] line, String text, LineValues into) throws RefusedLineException {
    List<String> cells = cutter.cut(text);
    if (cells == null) {
      throw LineInput.malformed("columns whose quotes are closed");
    }
    int count = names.size();
    if (cells.size() < count || (cells.size() > count && !mayHaveMore)) {
      throw LineInput.malformed(count + " columns, not " + cells.size());
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        into.put(i, cells.get(columns[i]));
      }
    }
  }

  @Override
  public Set<String> names(String line) {
    return Set.copyOf(names);
  }
}
