package org.drey.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the settings are read when the first of all classes logs")
final class LogSettingsTest {
  /** Two files make it, the command line's and this module's. */
  @Test
  void whatCommandsSayHereIsAddedToWhatTheySayAnyway() {
    Configuration settings = LoggerContext.getContext(false).getConfiguration();
    assertNotNull(settings.getAppender("console"));
    assertEquals(Level.WARN, settings.getRootLogger().getLevel());
    assertEquals(Level.INFO, settings.getLoggerConfig("org.drey.edge").getLevel());
    assertEquals(Level.ERROR, settings.getLoggerConfig("org.apache.flink").getLevel());
    assertEquals(Level.ERROR, settings.getLoggerConfig("kafka").getLevel());
  }

  @Test
  void classesWhoseLogIsLeftOutAreThere() throws ClassNotFoundException {
    for (String name : LoggerContext.getContext(false).getConfiguration().getLoggers().keySet()) {
      if (name.matches("org\\.drey\\..*\\.[A-Z]\\w*")) {
        assertEquals(name, Class.forName(name, false, getClass().getClassLoader()).getName());
      }
    }
  }
}
