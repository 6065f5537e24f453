CREATE SEQUENCE number_ticket;
