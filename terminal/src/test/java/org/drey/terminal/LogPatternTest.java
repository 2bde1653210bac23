package org.drey.terminal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

final class LogPatternTest {
  @Test
  void noMessageDrivesATerminalOrMakesANewLine() throws IOException {
    Properties settings = new Properties();
    try (InputStream in = LogPatternTest.class.getResourceAsStream("/log4j2.properties")) {
      settings.load(Objects.requireNonNull(in));
    }
    PatternLayout layout =
        PatternLayout.newBuilder()
            .withPattern(settings.getProperty("appender.console.layout.pattern"))
            .build();
    String line =
        layout.toSerializable(
            Log4jLogEvent.newBuilder()
                .setLoggerName("org.drey.edge.net.Server")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("begin\u001b[2J\r\n\u009b\u0007\u007fend"))
                .build());
    assertTrue(line.contains("WARN  Server begin?[2J\\r\\n???end"), line);
    assertTrue(line.strip().chars().noneMatch(Character::isISOControl), line);
  }
}
