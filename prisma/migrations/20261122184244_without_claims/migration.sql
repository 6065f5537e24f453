/*
  Warnings:

  - You are about to drop the `claim` table. If the table is not empty, all the data it contains will be lost.
  - You are about to drop the `claim_line` table. If the table is not empty, all the data it contains will be lost.

*/
-- DropForeignKey
ALTER TABLE "claim" DROP CONSTRAINT "claim_order_id_fkey";

-- DropForeignKey
ALTER TABLE "claim" DROP CONSTRAINT "claim_replacement_id_fkey";

-- DropForeignKey
ALTER TABLE "claim" DROP CONSTRAINT "claim_return_id_fkey";

-- DropForeignKey
ALTER TABLE "claim_line" DROP CONSTRAINT "claim_line_claim_id_fkey";

-- DropForeignKey
ALTER TABLE "claim_line" DROP CONSTRAINT "claim_line_order_line_id_fkey";

-- DropTable
DROP TABLE "claim";

-- DropTable
DROP TABLE "claim_line";
