package org.drey.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.drey.local.generate.WorldSettings;
import org.jspecify.annotations.Nullable;

/**
 * Options of a demo.
 *
 * @param world the synthetic world that is played
 * @param playFor how long its playing takes
 * @param keep whether everything goes on after the summary, until it is stopped
 * @param webPort the port of Flink's web page, 0 for any that is free
 * @param json where the summary is written as JSON, or null
 * @param screen the terminal on which a person watches, or null
 */
public record DemoOptions(
    WorldSettings world,
    Duration playFor,
    boolean keep,
    int webPort,
    @Nullable Path json,
    @Nullable Screen screen) {

  /** A terminal's size. */
  public record Screen(int rows, int columns) {}
}
