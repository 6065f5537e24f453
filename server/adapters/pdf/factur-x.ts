import type PDFKit from "pdfkit";

/** The names that Factur-X prescribes: of the file, and of what its metadata say. */
const fileName = "factur-x.xml";
const namespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

const properties = [
  ["DocumentFileName", fileName, "The name of the embedded XML document"],
  ["DocumentType", "INVOICE", "The type of the hybrid document"],
  ["Version", "1.0", "The version of the standard of the embedded XML document"],
  ["ConformanceLevel", "EN 16931", "The profile of the embedded XML document"],
] as const;

// ISO 19005-3, 6.6.2.3: what PDF/A does not know itself has to be described.
const schema = `
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>fx</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq>${properties
        .map(
          ([name, , description]) => `
        <rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
        )
        .join("")}
      </rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>`;

const values = `
  <rdf:Description rdf:about="" xmlns:fx="${namespace}">
    ${properties.map(([name, value]) => `<fx:${name}>${value}</fx:${name}>`).join("")}
  </rdf:Description>`;

/**
 * Makes a paper a hybrid one: the XML of an invoice within its PDF, and the metadata by which programs find it (Factur-X 1.0,
 * profile EN 16931). The XML says what the paper says, in another form: "Alternative".
 */
export function attachFacturX(
  pdf: PDFKit.PDFDocument,
  { xml, description }: { xml: string; description: string },
  date: Date,
): void {
  const options = {
    name: fileName,
    type: "text/xml",
    description,
    // PDF/A-3 wants it; the library's types do not know it.
    relationship: "Alternative",
    creationDate: date,
    modifiedDate: date,
  };
  pdf.file(Buffer.from(xml, "utf8"), options);
  pdf.appendXML(schema);
  pdf.appendXML(values);
}
