package org.drey.collect.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.drey.yaml.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The formats that come with the product. */
final class ProductFormatsTest {
  static final List<String> NAMES = ProductFormats.NAMES;

  @ParameterizedTest
  @FieldSource("NAMES")
  void samplesBecomeWhatTheyShould(String name) throws IOException {
    LineFormat format = LineFormat.unplayed(ProductFormats.find(name));
    assertEquals(name, format.name());
    List<SamplePlay> plays = format.play();
    assertTrue(plays.size() >= 3);
    for (SamplePlay play : plays) {
      assertEquals(Optional.empty(), play.problem().map(ProblemException::getMessage));
    }
    assertFalse(format.lost().isBlank());
    assertTrue(format.configure().contains("./drey collect") || name.equals("squid"));
  }

  @Test
  void columnsOfZeekAreTheSameEventAsItsJson() throws Exception {
    LineFormat format = LineFormat.read(ProductFormats.find("zeek"));
    String json =
        "{'ts':1796083800.127,'uid':'C1','id.orig_h':'198.51.100.7','id.orig_p':40001,"
            + "'proto':'udp','trans_id':11,'query':'a.example','qtype':1,'qtype_name':'A',"
            + "'rcode_name':'NOERROR','answers':['203.0.113.5','203.0.113.6']}";
    ObservedLine one = SampleLines.read(format, json.replace('\'', '"'));
    ObservedLine other =
        SampleLines.read(
            format,
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tproto\ttrans_id\tquery\tqtype\tqtype_name"
                + "\trcode_name\tanswers",
            "1796083800.127000\tC1\t198.51.100.7\t40001\tudp\t11\ta.example\t1\tA\tNOERROR"
                + "\t203.0.113.5,203.0.113.6");
    assertEquals(one.event(), other.event());
    assertEquals(one.client(), other.client());
    assertFalse(one.event().get("event_id").toString().isEmpty());
  }

  @Test
  void nameThatIsNearIsSaid() {
    try {
      ProductFormats.find("sqiud");
    } catch (IllegalArgumentException | IOException e) {
      assertEquals(
          "no file and no format 'sqiud' (did you mean 'squid'?); there are "
              + String.join(", ", NAMES),
          e.getMessage());
      return;
    }
    throw new AssertionError("there is no such format");
  }
}
