package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.gateways.aws.request.Malformed;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An XML element with what is in it. Namespaces are not looked at, as services do not.
///
/// @param text what stands between the tags; empty when there are elements
public record XmlTree(
    String name, Map<String, String> attributes, List<XmlTree> children, String text) {

  /// The text of the first child of this name; empty when there is none.
  public String childText(String child) {
    return children.stream()
        .filter(one -> one.name().equals(child))
        .map(XmlTree::text)
        .findFirst()
        .orElse("");
  }

  /// Makes readers; one for all requests, because making it is slow.
  public static final class Reader {
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private final int depth;

    public Reader(int depth) {
      this.depth = depth;
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    public XmlTree read(String text) {
      try {
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          refuse(reader);
        }
        XmlTree root = element(reader, 1);
        while (reader.hasNext()) {
          reader.next();
          refuse(reader);
        }
        reader.close();
        return root;
      } catch (XMLStreamException e) {
        String line =
            e.getLocation() == null
                ? ""
                : " at line "
                    + e.getLocation().getLineNumber()
                    + ", column "
                    + e.getLocation().getColumnNumber();
        // The parser's own message may quote what stands there, and that may be a secret.
        throw new Malformed("malformed XML" + line + ": what stands there is no XML");
      }
    }

    private XmlTree element(XMLStreamReader reader, int level) throws XMLStreamException {
      if (level > depth) {
        throw new Malformed(
            "XML nested deeper than " + depth + " at " + quoted(reader.getLocalName()));
      }
      String name = reader.getLocalName();
      Map<String, String> attributes = new LinkedHashMap<>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        String prefix = reader.getAttributePrefix(i);
        String local = reader.getAttributeLocalName(i);
        attributes.put(
            prefix == null || prefix.isEmpty() ? local : prefix + ":" + local,
            reader.getAttributeValue(i));
      }
      List<XmlTree> children = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int event = reader.next();
          event != XMLStreamConstants.END_ELEMENT;
          event = reader.next()) {
        if (event == XMLStreamConstants.START_ELEMENT) {
          children.add(element(reader, level + 1));
        } else if (event == XMLStreamConstants.CHARACTERS
            || event == XMLStreamConstants.CDATA
            || event == XMLStreamConstants.SPACE) {
          text.append(reader.getText());
        } else {
          refuse(reader);
        }
      }
      if (!children.isEmpty() && !text.toString().isBlank()) {
        throw new Malformed("text beside elements in " + quoted(name));
      }
      return new XmlTree(name, attributes, children, children.isEmpty() ? text.toString() : "");
    }

    private static void refuse(XMLStreamReader reader) {
      switch (reader.getEventType()) {
        case XMLStreamConstants.DTD ->
            throw new Malformed("a DOCTYPE in the XML is not allowed; leave it out");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Malformed(
                "the XML entity "
                    + quoted(String.valueOf(reader.getLocalName()))
                    + " is not known");
        default -> {}
      }
    }
  }
}
